"""Photos and documents in a bucket that speaks S3, which several machines share.

The one module that knows obstore, which is an extra (``posbot[s3]``). Keys, region and another provider's address come from
the environment, as everybody's tools read them: ``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``, ``AWS_REGION``, ``AWS_ENDPOINT_URL``.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.telling import told
from bot.settings import SettingsProblem
from bot.wiring.blobs import fresh_ref, is_ref

if TYPE_CHECKING:
    from obstore.store import S3Store


class BucketBlobs:
    """One object per blob. What the bucket cannot do now raises `OSError`, and the message that brought the photo is tried again."""

    def __init__(self, url: str) -> None:
        """``url`` is ``s3://BUCKET/FOLDER``; nothing is sent before the first blob."""
        self._store = opened_bucket(url, "POSBOT_MEDIA")

    async def put(self, content: bytes, suffix: str) -> str:
        """Keep the bytes under a name nobody can guess."""
        ref = fresh_ref(suffix)
        await self.write(ref, content)
        return ref

    async def write(self, ref: str, content: bytes) -> None:
        """Keep the bytes under that name."""
        with answering("keeps nothing"):
            await self._store.put_async(ref, content)

    async def drop(self, ref: str) -> None:
        """Forget the bytes. A bucket that keeps versions keeps them until its own rule lets them go."""
        if not is_ref(ref):
            return
        with contextlib.suppress(FileNotFoundError), answering("forgets nothing"):
            await self._store.delete_async(ref)

    async def refs(self) -> AsyncIterator[str]:
        """Every name."""
        with answering("lists nothing"):
            async for found in self._store.list():
                for one in found:
                    if is_ref(one["path"]):
                        yield one["path"]

    async def get(self, ref: str) -> bytes | None:
        """The bytes; None for a name that is none of ours or whose object is gone."""
        if not is_ref(ref):
            return None
        try:
            with answering("answers nothing"):
                found = await self._store.get_async(ref)
                return bytes(await found.bytes_async())
        except FileNotFoundError:
            return None


@contextlib.contextmanager
def answering(wrong_now: str) -> Iterator[None]:
    """What the bucket cannot do now is an OSError of one line; an object that is not there stays FileNotFoundError."""
    from obstore.exceptions import BaseError  # noqa: PLC0415 - an extra

    try:
        yield
    except FileNotFoundError:
        raise
    except BaseError as wrong:
        raise OSError(f"the bucket {wrong_now} now: {str(wrong).partition(chr(10))[0]}") from wrong


def opened_bucket(url: str, setting: str) -> S3Store:
    """The bucket that a setting names; nothing is sent yet. Raises SettingsProblem."""
    try:
        from obstore.exceptions import BaseError  # noqa: PLC0415 - an extra
        from obstore.store import S3Store  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise SettingsProblem(told("bucket_missing", setting=setting)) from None
    plain = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
    try:
        return S3Store.from_url(
            url,
            client_options={"allow_http": plain, "timeout": "20s"},
            retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=30)},
        )
    except (BaseError, ValueError) as wrong:
        raise SettingsProblem(told("bucket_unusable", setting=setting, why=str(wrong).partition("\n")[0])) from None

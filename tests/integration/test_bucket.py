"""Photos in a bucket: real HTTP in S3's own words, to a bucket on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from bot.settings import Settings, SettingsProblem
from bot.wiring.buckets import BucketBlobs
from bot.wiring.keeping import blobs_of
from tests.refusing import refused

PHOTO = bytes(range(256)) * 4_000


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "eu-central-1",
        "NO_PROXY": "127.0.0.1",
    }.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="photos")
    yield "s3://photos/desk"
    server.stop()


async def test_a_photo_is_kept_once_and_found_by_another_machine(bucket: str) -> None:
    here, there = BucketBlobs(bucket), BucketBlobs(bucket)

    ref = await here.put(PHOTO, ".jpg")

    assert await there.get(ref) == PHOTO
    held = boto3.client("s3", region_name="us-east-1").list_objects_v2(Bucket="photos")["Contents"]
    assert [item["Key"] for item in held] == [f"desk/{ref}"]


async def test_a_name_that_is_none_of_ours_or_was_removed_has_no_bytes(bucket: str) -> None:
    blobs = BucketBlobs(bucket)

    assert await blobs.get("../../secret") is None
    assert await blobs.get("0" * 32 + ".jpg") is None


async def test_a_bucket_that_is_not_there_is_an_error_of_the_system_and_not_a_lost_photo(bucket: str) -> None:
    blobs = BucketBlobs(bucket.replace("photos", "nowhere"))

    with pytest.raises(OSError, match="bucket"):
        await blobs.put(PHOTO, ".jpg")


async def test_the_setting_chooses_between_bucket_and_folder(bucket: str, tmp_path: Path) -> None:
    ref = await blobs_of(Settings(media=bucket)).put(b"a photo", ".jpg")
    assert await BucketBlobs(bucket).get(ref) == b"a photo"
    assert Settings(media=str(tmp_path)).media_folder == tmp_path
    assert Settings(media=bucket, folder=tmp_path).media_folder == tmp_path / "media"


def test_an_address_that_names_no_bucket_says_so() -> None:
    with refused(SettingsProblem, match="POSBOT_MEDIA"):
        BucketBlobs("s3://")

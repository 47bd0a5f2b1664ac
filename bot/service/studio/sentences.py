"""What is done with sentences that went wrong: looked at, tried under an intent, taken into a draft, set aside."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.knowledge.branches import Branch
from bot.knowledge.lessons import Lesson, place_of, with_lesson, without_lesson
from bot.service.desk.bench import must
from bot.service.desk.outcomes import Done, NotThere, Outcome, Refused
from bot.service.desk.people import Right, Staff
from bot.service.studio.files import FileDesk
from bot.service.studio.rows import Effect, MissGroup, Sought
from bot.service.studio.trying import Tried, tried
from bot.understanding.matcher.comparing import changes, near
from bot.understanding.matcher.grouping import language_of
from bot.understanding.matcher.matching import Matcher
from bot.understanding.text.wording import tokens

RECENT = 600
"""Merchants' last sentences that a new example is tried against."""
LONGEST = 200


class SentenceDesk(FileDesk):
    """See the top; files are those of `FileDesk`."""

    def intents(self) -> Sequence[str]:
        """Every intent there is now."""
        return list(self._support.mind.knowledge.intents)

    async def misses(self, me: Staff, sought: Sought) -> Sequence[MissGroup]:
        """Most frequent first."""
        must(me, Right.KNOWLEDGE)
        return await self._misses.groups(sought)

    async def miss(self, me: Staff, group: int) -> MissGroup:
        """One group with its sentences. Raises NotThere."""
        must(me, Right.KNOWLEDGE)
        return await self._group(group)

    async def _group(self, group: int) -> MissGroup:
        found = await self._misses.group(group)
        if found is None:
            raise NotThere(str(group))
        return found

    async def tried(self, me: Staff, text: str) -> Tried | Refused:
        """What the version in force makes of the sentence."""
        must(me, Right.KNOWLEDGE)
        if not text or len(text) > LONGEST:
            return Refused("studio_sentence", "text")
        mind = self._support.mind
        found = await asyncio.to_thread(tried, mind, text, language_of(text, "en"), me.wishes.locale, self._now())
        return found or Refused("studio_sentence", "text")

    async def effect(self, me: Staff, text: str, intent: str) -> Effect | Refused:
        """What the sentence would win and take away under that intent: told at once, about."""
        must(me, Right.KNOWLEDGE)
        wrong = self._wrong(text, intent)
        if wrong:
            return wrong
        messages = await self._misses.recent(language_of(text, "en"), RECENT)
        return await asyncio.to_thread(_effect, self._support.mind.matcher, text, intent, messages)

    def _wrong(self, text: str, intent: str) -> Refused | None:
        if not tokens(text.casefold()) or len(text) > LONGEST:
            return Refused("studio_sentence", "text")
        return None if intent in self._support.mind.knowledge.intents else Refused("studio_intent", "intent")

    async def add(self, me: Staff, draft: int, text: str, intent: str, group: int = 0) -> Outcome:
        """Put the sentence to an intent, in the draft's files; without a draft in one that is begun for it."""
        must(me, Right.STUDIO)
        text = " ".join(text.split())
        wrong = self._wrong(text, intent)
        if wrong:
            return wrong
        found = await self._open(draft) if draft else await self._first_draft(me)
        branch, locale = self._library.draft(found.id), language_of(text, "en")
        lesson = Lesson(text, intent, me.id, self._now().date())
        async with self._lock:
            if not await asyncio.to_thread(_written, branch, locale, lesson):
                return Refused("studio_known", "text")
        await self._touched(me, found.id, "sentence_added", f"{found.id} {intent} {text}")
        if group:
            await self._misses.settle(group, self._now(), found.id)
        self.begin_study(me, found.id, conversations=0)
        return Done(f"sentence:{found.id}:{group}:{text}")

    async def take_back(self, me: Staff, draft: int, text: str, group: int = 0) -> Outcome:
        """The sentence is no example any more."""
        must(me, Right.STUDIO)
        found = await self._open(draft)
        branch, place = self._library.draft(found.id), f"knowledge/{place_of(language_of(text, 'en'))}"
        async with self._lock:
            file = await asyncio.to_thread(branch.text, place)
            await asyncio.to_thread(branch.write, place, without_lesson(file, text))
        await self._touched(me, found.id, "sentence_taken_back", f"{found.id} {text}")
        if group:
            await self._unsettle(group)
        return Done()

    async def set_aside(self, me: Staff, group: int) -> Outcome:
        """Nothing is to be learned from it; what goes wrong from now on is listed again."""
        must(me, Right.STUDIO)
        await self._group(group)
        await self._misses.settle(group, self._now())
        await self._record(me, "misses_set_aside", str(group))
        return Done(f"aside:{group}")

    async def list_again(self, me: Staff, group: int) -> Outcome:
        """As if it had not been set aside."""
        must(me, Right.STUDIO)
        await self._group(group)
        await self._unsettle(group)
        return Done()

    async def _unsettle(self, group: int) -> None:
        await self._misses.settle(group, self._epoch)


def _effect(matcher: Matcher, text: str, intent: str, messages: Sequence[str]) -> Effect:
    standing = matcher.standing(text)
    supposed = matcher.supposing(text, intent)
    if supposed is None:
        return Effect(text, intent, known=False, standing=standing)
    around = near(matcher, text, [one for one in messages if one != text])
    found = [*changes(matcher, supposed, [(text, "")]), *changes(matcher, supposed, around)]
    return Effect(text, intent, tuple(found), sum(bool(of) for _, of in around), sum(not of for _, of in around), standing=standing)


def _written(branch: Branch, locale: str, lesson: Lesson) -> bool:
    """False where the draft has that very sentence already."""
    place = f"knowledge/{place_of(locale)}"
    file = branch.text(place)
    if without_lesson(file, lesson.text) != file:
        return False
    branch.write(place, with_lesson(file, locale, lesson))
    return True

"""The generation that is live when a build begins."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from corpus import META_ENDING, TomlError, load_notice, parse_toml
from index.catalogue import Catalogue
from index.errors import DamagedIndex, NoLibrary, WrongVersion
from index.files import Layout
from index.generations import Manifest, Recipe, load_manifest, verify_segments
from index.segments import Segment
from index.store import Held


@dataclass(slots=True)
class Previous:
    """The generation that is live when a build begins; ``is_usable`` when its segments may stay."""

    layout: Layout
    manifest: Manifest | None
    recipe: Recipe
    segments: dict[str, Segment]

    @classmethod
    def open(cls, layout: Layout, recipe: Recipe) -> Previous:
        """Open the live generation, or nothing where there is none that is whole."""
        try:
            manifest = load_manifest(layout)
            verify_segments(layout, manifest)
            segments = {
                mark.segment_id: Segment(layout.segments / mark.segment_id, mark.removed) for mark in manifest.segments
            }
        except (NoLibrary, DamagedIndex, WrongVersion):
            return cls(layout, None, recipe, {})
        return cls(layout, manifest, recipe, segments)

    @property
    def is_usable(self) -> bool:
        """Whether the segments may stay."""
        return self.manifest is not None and self.manifest.recipe == self.recipe

    @property
    def live(self) -> dict[str, tuple[Held, Segment]]:
        """Notice id to what is live of it."""
        return {held.notice_id: (held, segment) for segment in self.segments.values() for held in segment.live}

    def enter_into(self, catalogue: Catalogue) -> None:
        """Tell a catalogue that was lost or set back which notices there are."""
        known = catalogue.known()
        for notice_id, (held, segment) in self.live.items():
            if notice_id not in known:
                catalogue.restore(notice_id, load_notice(segment.store.body(notice_id)), held.meta)
                if page := held.meta.partition("+")[2]:
                    with suppress(OSError, TomlError):
                        entered = parse_toml(self.layout.original(page, META_ENDING).read_bytes())
                        catalogue.enter(notice_id, entered)

    def close(self) -> None:
        """Close the segments."""
        for segment in self.segments.values():
            segment.close()

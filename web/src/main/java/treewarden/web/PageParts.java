package treewarden.web;

import org.jspecify.annotations.Nullable;
import treewarden.bot.command.Commands;
import treewarden.store.Artifacts;
import treewarden.web.releases.StartReleases;

/**
 * What a process has that its pages can use.
 *
 * @param commands what the buttons are given to; null where nobody decides here
 * @param artifacts where the bytes of leaves are; null where this process has none
 * @param releases what starts a release; null where none are configured
 */
public record PageParts(
        @Nullable Commands commands,
        @Nullable Artifacts artifacts,
        @Nullable StartReleases releases) {
    /** Of pages that only read what is in the database. */
    public static final PageParts NONE = new PageParts(null, null, null);

    public PageParts with(Commands other) {
        return new PageParts(other, artifacts, releases);
    }

    public PageParts with(Artifacts other) {
        return new PageParts(commands, other, releases);
    }
}

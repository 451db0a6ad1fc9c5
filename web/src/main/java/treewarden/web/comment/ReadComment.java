package treewarden.web.comment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Contribution;
import treewarden.domain.Effect.ShowComment;
import treewarden.domain.Printable;
import treewarden.store.LastEffect;
import treewarden.store.Tables;
import treewarden.web.Moments;
import treewarden.web.view.BotComment;

/** The bot's comment on a contribution: what was last written, or is to be. */
public final class ReadComment {
    private final @Nullable Composing composing;

    /** @param composing makes it anew where what was written is forgotten; null where nobody can */
    public ReadComment(@Nullable Composing composing) {
        this.composing = composing;
    }

    /** Makes the comment of what is stored. */
    public interface Composing {
        /** Empty where nothing was checked yet. */
        Optional<String> markdown(Tables tables, Contribution contribution);
    }

    /**
     * The comment.
     *
     * @param markdown may quote others: untrusted text
     * @param last how far the code host shows it; null where that is forgotten, and it is made of what is known now
     */
    public record Written(String markdown, @Nullable LastEffect last) {
        /** Safe to be shown as it is. */
        public String html() {
            return RenderMarkdown.html(markdown);
        }
    }

    /** Empty where nobody knows what it says. */
    public Optional<Written> find(Tables tables, Contribution it) {
        return tables.outbox()
                .latest(it.id(), new ShowComment(it.id(), "").target())
                .filter(last -> last.effect() instanceof ShowComment)
                .map(last -> new Written(((ShowComment) last.effect()).markdown(), last))
                .or(() -> anew(tables, it).map(markdown -> new Written(markdown, null)));
    }

    private Optional<String> anew(Tables tables, Contribution it) {
        return composing == null ? Optional.empty() : composing.markdown(tables, it);
    }

    /** Reads it for a page. */
    public BotComment read(Tables tables, Contribution it, Moments moments) {
        return find(tables, it)
                .map(written -> new BotComment(written.html(), words(written.last(), moments)))
                .orElseGet(() -> new BotComment("", "Nothing was written within a month. The pull request shows it."));
    }

    private static String words(@Nullable LastEffect last, Moments moments) {
        if (last == null) {
            return "Nothing was written for a month or more: so it reads by what is known now.";
        }
        var age = moments.of(last.at()).age();
        var ago = age + " ago";
        var why = last.why() == null ? "" : " " + Printable.line(last.why());
        return switch (last.state()) {
            case DELIVERED -> "The code host has shown it so for " + age + ".";
            case WAITING -> "Decided " + ago + ", and not written yet." + (why.isEmpty() ? "" : " The last try:" + why);
            case PARKED -> "It waits until Treewarden tends the repository again." + why;
            case REFUSED -> "The code host refused it " + ago + ":" + why;
        };
    }
}

package treewarden.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The releases, the newest first, and what none of them may hold.
 *
 * @param cut whether there are older ones than are shown
 * @param mayKeepOut whether whoever looks says what none of them may hold
 * @param said what is to be known of what was kept out just now; null where nothing was
 */
public record Releases(
        Offer offer,
        List<Row> rows,
        boolean cut,
        List<Withdrawn> withdrawn,
        boolean mayKeepOut,
        @Nullable String said) {
    /**
     * Starting one.
     *
     * @param model whose release would be started; null where releases are not configured
     * @param underWay the one that has to end first; null for none
     * @param mayStart whether whoever looks is offered the button
     */
    public record Offer(@Nullable String model, @Nullable Link underWay, boolean mayStart) {}

    /**
     * A release.
     *
     * @param look the class of its pill
     * @param holds how many leaves are new, changed and so on; empty until it is planned
     * @param verdict of the gate; empty until there is one
     */
    public record Row(
            Link release,
            String model,
            String look,
            String words,
            Moment since,
            Moment started,
            String by,
            String holds,
            String verdict,
            List<Link> hub) {}

    /**
     * Something that is kept out of every release.
     *
     * @param effects what becomes of releases under way that hold it, a sentence each
     */
    public record Withdrawn(String what, String why, String by, Moment at, List<String> effects) {
        public Withdrawn {
            effects = List.copyOf(effects);
        }
    }

    /** An address with its words. */
    public record Link(String words, String address) {}
}

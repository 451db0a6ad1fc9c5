package treewarden.templates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import treewarden.domain.Contribution;

/** The issue with a week's digest. Its words are in {@code comments/digest.md}. */
public final class DigestIssue {
    private static final CommentTemplate DIGEST = CommentTemplate.named("digest");

    /** As long as a title in a table gets. */
    private static final int LONGEST_TITLE = 80;

    /**
     * What it says.
     *
     * @param week ISO year and week
     * @param triagers how many wait for a triager; so for the next two
     * @param moved what happened since the last one, such as {@code merged: 3}
     * @param waiting those that wait longest for a triager or a maintainer, longest first
     * @param stale those whose contributors have not come back
     * @param page address of the queue
     */
    public record Model(
            String week,
            int triagers,
            int maintainers,
            int contributors,
            Map<String, Integer> moved,
            List<Waiting> waiting,
            List<Waiting> stale,
            String page) {
        public Model {
            moved = Collections.unmodifiableMap(new LinkedHashMap<>(moved));
            waiting = List.copyOf(waiting);
            stale = List.copyOf(stale);
        }
    }

    /**
     * A contribution that waits.
     *
     * @param page address on the triage page
     * @param assignee who takes care of it; empty for nobody
     */
    public record Waiting(Contribution contribution, String page, int days, String assignee) {
        private Map<String, Object> view() {
            var title = "#" + contribution.id().number() + " " + contribution.title();
            return Map.of(
                    "link",
                    new Fragment(Markdown.link(
                            title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) + " ..." : title, page)),
                    "state",
                    contribution.state().words(),
                    "days",
                    days,
                    "assignee",
                    assignee.isEmpty() ? "nobody" : assignee);
        }
    }

    /** The issue's Markdown. */
    public String render(Model model) {
        var moved = new ArrayList<String>();
        model.moved().forEach((state, count) -> moved.add(count + " " + state));
        return DIGEST.render(Map.of(
                        "open", model.triagers() + model.maintainers() + model.contributors(),
                        "triagers", model.triagers(),
                        "maintainers", model.maintainers(),
                        "contributors", model.contributors(),
                        "moved", String.join(", ", moved),
                        "waiting", model.waiting().stream().map(Waiting::view).toList(),
                        "stale", model.stale().stream().map(Waiting::view).toList(),
                        "week", model.week(),
                        "page", new Fragment(Markdown.link("triage page", model.page()))))
                .markdown();
    }
}

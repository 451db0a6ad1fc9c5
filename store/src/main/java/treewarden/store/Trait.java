package treewarden.store;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;

/**
 * Something by which the queue is filtered, as the index holds it.
 *
 * @param token a middle dot, which no word has, and what it is about
 */
public record Trait(String token) {
    /** Nobody looks after it. */
    public static final Trait UNASSIGNED = named("unassigned");

    public static final Trait WITH_ERRORS = named("errors");
    public static final Trait WITH_WARNINGS = named("warnings");
    public static final Trait WITHOUT_FINDINGS = named("clean");
    /** Has an example that is known from another leaf or contribution. */
    public static final Trait WITH_DUPLICATES = named("duplicates");

    public static final Trait SAMPLED = named("sampled");
    public static final Trait NOT_SAMPLED = named("unsampled");

    /** Less than half of its sample was kept. */
    public static final Trait LOW_YIELD = named("lowyield");

    /** The judge's mean score of what was kept is less than 60 of 100. */
    public static final Trait LOW_SCORE = named("lowscore");

    private static final double LOW = 0.6;

    public static Trait state(ContributionState state) {
        return of("state", state.slug());
    }

    public static Trait kind(LeafKind kind) {
        return of("kind", kind.name());
    }

    /** Has a leaf in this folder of the taxonomy, or is one: no slash at either end. */
    public static Trait place(String folder) {
        return of("place", folder);
    }

    /** By what identifies it, since a name is only what it was last called. */
    public static Trait repository(long id) {
        return named("repository" + id);
    }

    public static Trait contributor(String login) {
        return of("by", login.toLowerCase(Locale.ROOT));
    }

    public static Trait assignee(String login) {
        return of("assignee", login.toLowerCase(Locale.ROOT));
    }

    /** Was opened in this span of so many days: the first begins with the year 1970, in UTC. */
    static Trait opened(long length, long span) {
        return named("opened" + length + "x" + span);
    }

    /** What can be said of what was written about its head. */
    static Set<Trait> of(HeadFigures.Figures figures) {
        var score = figures.score();
        return Stream.of(
                        figures.knownExamples() > 0 ? WITH_DUPLICATES : null,
                        score != null && score < LOW ? LOW_SCORE : null)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
    }

    /** All that can be said of a contribution by itself. */
    static Set<Trait> of(Contribution it) {
        var assignee = it.assignee();
        var findings = Stream.of(
                        it.errors() > 0 ? WITH_ERRORS : null,
                        it.warnings() > 0 ? WITH_WARNINGS : null,
                        it.errors() + it.warnings() == 0 && it.state() != ContributionState.CHECKING
                                ? WITHOUT_FINDINGS
                                : null)
                .flatMap(Stream::ofNullable);
        var traits = Stream.of(
                        Stream.of(
                                state(it.state()),
                                repository(it.id().repository()),
                                contributor(it.author().login())),
                        Opened.at(it.openedAt()).stream(),
                        Stream.of(assignee == null ? UNASSIGNED : assignee(assignee.login())),
                        it.kinds().stream().map(Trait::kind),
                        it.leaves().stream()
                                .flatMap(leaf -> folders(leaf).stream())
                                .map(Trait::place),
                        findings,
                        sample(it).stream())
                .flatMap(each -> each);
        return traits.collect(Collectors.toSet());
    }

    private static List<Trait> sample(Contribution it) {
        var made = it.sampleMade();
        var kept = it.sampleKept();
        if (made == null || kept == null) {
            return List.of(NOT_SAMPLED);
        }
        return 2L * kept < made ? List.of(SAMPLED, LOW_YIELD) : List.of(SAMPLED);
    }

    private static Set<String> folders(String leaf) {
        var folders = new HashSet<String>();
        for (int end = leaf.length(); end > 0; end = leaf.lastIndexOf('/', end - 1)) {
            folders.add(leaf.substring(0, end));
        }
        return folders;
    }

    private static Trait named(String name) {
        return new Trait(SearchWords.MARK + name);
    }

    /** What comes from outside is not written into the index but by its digest: so it is short, and one token. */
    private static Trait of(String what, String value) {
        return named(what + Digest.of(value).hex().substring(0, 16));
    }
}

package treewarden.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.LeafKind;
import treewarden.domain.Printable;
import treewarden.domain.Repository;
import treewarden.store.KnownRepository;
import treewarden.store.Opened;
import treewarden.store.Tables;
import treewarden.store.Trait;

/**
 * By what the queue is narrowed beside words, state and turn.
 *
 * @param kind of one of its leaves; null for all
 * @param place a folder of the taxonomy; empty for all
 * @param repository {@code owner/name}; empty for all
 * @param contributor a login; empty for all
 * @param assignee a login, {@code nobody}, or {@code me} for whoever looks; empty for all
 * @param findings null for all
 * @param sample null for all
 * @param age null for all
 * @param me the login of whoever looks; empty where they are not signed in
 * @param id what identifies the repository; null until {@link #in} looked it up
 */
record Narrowing(
        @Nullable LeafKind kind,
        String place,
        String repository,
        String contributor,
        String assignee,
        @Nullable Findings findings,
        @Nullable Sampled sample,
        @Nullable Age age,
        String me,
        @Nullable Long id) {
    static final String ME = "me";
    static final String NOBODY = "nobody";

    /** As code hosts allow them, with room for the names of bots. */
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_\\[\\]-]{0,99}");

    private static final Pattern FULL_NAME = Pattern.compile("[\\w.-]{1,100}/[\\w.-]{1,100}");

    private static final int LONGEST_PLACE = 500;

    /** What the checks found. */
    enum Findings {
        ERRORS(Trait.WITH_ERRORS),
        WARNINGS(Trait.WITH_WARNINGS),
        DUPLICATES(Trait.WITH_DUPLICATES),
        NONE(Trait.WITHOUT_FINDINGS);

        private final Trait trait;

        Findings(Trait trait) {
            this.trait = trait;
        }
    }

    /** What came of the sample. */
    enum Sampled {
        MADE(Trait.SAMPLED),
        LOW(Trait.LOW_YIELD),
        LOW_SCORE(Trait.LOW_SCORE),
        NONE(Trait.NOT_SAMPLED);

        private final Trait trait;

        Sampled(Trait trait) {
            this.trait = trait;
        }
    }

    /** How long ago it was opened, exact to a day of UTC. */
    enum Age {
        WITHIN_A_WEEK(Opened.Side.WITHIN, Narrowing.WEEK),
        WITHIN_A_MONTH(Opened.Side.WITHIN, Narrowing.MONTH),
        OVER_A_WEEK(Opened.Side.BEFORE, Narrowing.WEEK),
        OVER_A_MONTH(Opened.Side.BEFORE, Narrowing.MONTH),
        OVER_A_QUARTER(Opened.Side.BEFORE, Narrowing.QUARTER);

        private final Opened opened;

        Age(Opened.Side side, int days) {
            this.opened = new Opened(side, days);
        }
    }

    private static final int WEEK = 7;
    private static final int MONTH = 30;
    private static final int QUARTER = 91;

    static Narrowing of(Function<String, @Nullable String> parameters, String me, List<String> complaints) {
        return new Narrowing(
                QueueQuery.named(
                        QueueQuery.parameter(parameters, "kind"),
                        LeafKind.values(),
                        QueueQuery::slug,
                        "kind",
                        complaints),
                place(QueueQuery.parameter(parameters, "place"), complaints),
                repository(QueueQuery.parameter(parameters, "repository"), complaints),
                login(QueueQuery.parameter(parameters, "by"), complaints),
                assignee(QueueQuery.parameter(parameters, "assignee"), me, complaints),
                QueueQuery.named(
                        QueueQuery.parameter(parameters, "findings"),
                        Findings.values(),
                        QueueQuery::slug,
                        "choice of findings",
                        complaints),
                QueueQuery.named(
                        QueueQuery.parameter(parameters, "sample"),
                        Sampled.values(),
                        QueueQuery::slug,
                        "choice of samples",
                        complaints),
                QueueQuery.named(
                        QueueQuery.parameter(parameters, "age"), Age.values(), QueueQuery::slug, "age", complaints),
                me,
                null);
    }

    /** The same with the repository looked up; one that is not here is left out, and complained of. */
    Narrowing in(Tables tables, List<String> complaints) {
        if (repository.isEmpty()) {
            return this;
        }
        var known = tables.repositories().named(repository).map(KnownRepository::repository);
        if (known.isEmpty()) {
            complaints.add(unknown(repository));
        }
        return new Narrowing(
                kind,
                place,
                known.map(Repository::fullName).orElse(""),
                contributor,
                assignee,
                findings,
                sample,
                age,
                me,
                known.map(Repository::id).orElse(null));
    }

    private static String repository(String text, List<String> complaints) {
        if (!text.isEmpty() && !FULL_NAME.matcher(text).matches()) {
            complaints.add(unknown(text));
            return "";
        }
        return text;
    }

    private static String unknown(String repository) {
        return "There is no repository " + Printable.quoted(repository) + " here; all are shown.";
    }

    private static String assignee(String text, String me, List<String> complaints) {
        if (text.equals(ME) && me.isEmpty()) {
            complaints.add("Sign in to see what is assigned to you; everybody's are shown.");
            return "";
        }
        return login(text, complaints);
    }

    private static String place(String text, List<String> complaints) {
        var place = text.replaceAll("^/+|/+$", "");
        if (place.length() > LONGEST_PLACE) {
            complaints.add("No folder of a taxonomy is called so: the place has more than " + LONGEST_PLACE
                    + " characters. All places are shown.");
            return "";
        }
        return place;
    }

    private static String login(String text, List<String> complaints) {
        var login = text.startsWith("@") ? text.substring(1) : text;
        if (!login.isEmpty() && !LOGIN.matcher(login).matches()) {
            complaints.add("Nobody can be called " + Printable.quoted(login) + "; everybody's are shown.");
            return "";
        }
        return login;
    }

    boolean isNothing() {
        return age == null && repository.isEmpty() && traits().isEmpty();
    }

    /** Of the repository only once it was looked up. */
    List<Trait> traits() {
        return Stream.of(
                        kind == null ? null : Trait.kind(kind),
                        place.isEmpty() ? null : Trait.place(place),
                        id == null ? null : Trait.repository(id),
                        contributor.isEmpty() ? null : Trait.contributor(contributor),
                        assigned(),
                        findings == null ? null : findings.trait,
                        sample == null ? null : sample.trait)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** Null for whenever. */
    @Nullable
    Opened opened() {
        return age == null ? null : age.opened;
    }

    private @Nullable Trait assigned() {
        return switch (assignee) {
            case "" -> null;
            case NOBODY -> Trait.UNASSIGNED;
            case ME -> Trait.assignee(me);
            default -> Trait.assignee(assignee);
        };
    }

    /** Each parameter of the address with its value, in its order; empty where it does not narrow. */
    Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("kind", kind == null ? "" : QueueQuery.slug(kind));
        parameters.put("place", place);
        parameters.put("repository", repository);
        parameters.put("by", contributor);
        parameters.put("assignee", assignee);
        parameters.put("findings", findings == null ? "" : QueueQuery.slug(findings));
        parameters.put("sample", sample == null ? "" : QueueQuery.slug(sample));
        parameters.put("age", age == null ? "" : QueueQuery.slug(age));
        return parameters;
    }
}

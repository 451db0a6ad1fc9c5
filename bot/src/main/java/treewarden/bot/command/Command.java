package treewarden.bot.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Person;

/**
 * What somebody asks of Treewarden. A comment and a page's button ask in the same words, under the same rule of who may.
 *
 * @param name such as {@code sample}, in lower case
 * @param arguments what follows the name: the rest of the line, and below it what belongs to it; untrusted text
 * @param by who asks, as the code host identified them: the author of the comment, or who is signed in to the page
 * @param seen the head that they were looking at; null where nobody can know, as with a comment
 * @param givenAt when they said it, where that was before now; to the second
 * @param comment in which they said it; null where they pressed a button
 */
public record Command(
        String name,
        String arguments,
        ContributionId contribution,
        Person by,
        @Nullable CommitId seen,
        @Nullable Instant givenAt,
        @Nullable Long comment) {
    /** A command that stands in no comment. */
    public Command(
            String name,
            String arguments,
            ContributionId contribution,
            Person by,
            @Nullable CommitId seen,
            @Nullable Instant givenAt) {
        this(name, arguments, contribution, by, seen, givenAt, null);
    }

    /** A command of this moment, by somebody of whom nobody knows what they were looking at. */
    public Command(String name, String arguments, ContributionId contribution, Person by) {
        this(name, arguments, contribution, by, null, null, null);
    }

    /** All that follows the name. */
    String text() {
        return arguments.strip();
    }

    /** The first word after the name, on the same line; empty where there is none. */
    String word() {
        var line = arguments.lines().findFirst().orElse("").strip();
        return line.split("\\s+", 2)[0];
    }
}

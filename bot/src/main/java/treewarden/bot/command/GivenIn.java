package treewarden.bot.command;

import java.time.Instant;
import treewarden.domain.ContributionId;
import treewarden.domain.Person;

/**
 * A comment in which commands may be given.
 *
 * @param markdown untrusted text
 * @param at when it was written
 * @param comment its id on the code host
 */
public record GivenIn(String markdown, ContributionId contribution, Person author, Instant at, long comment) {
    Command command(WrittenCommand written) {
        var arguments = written.arguments() + "\n" + written.below();
        return new Command(written.name(), arguments.stripTrailing(), contribution, author, null, at, comment);
    }
}

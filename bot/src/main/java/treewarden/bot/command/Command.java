package treewarden.bot.command;

import treewarden.domain.ContributionId;
import treewarden.domain.Person;

/**
 * What somebody asks of Treewarden. A comment and a page's button ask in the same words, under the same rule of who may.
 *
 * @param name such as {@code sample}, in lower case
 * @param arguments what follows the name; untrusted text
 * @param by who asks, as the code host identified them: the author of the comment, or who is signed in to the page
 */
public record Command(String name, String arguments, ContributionId contribution, Person by) {}

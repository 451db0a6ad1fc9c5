package treewarden.store;

import java.time.Instant;
import treewarden.domain.Person;

/**
 * Somebody who is signed in to the pages.
 *
 * @param idHash SHA-256 of the session's id in hexadecimal digits; the id itself is in the person's browser alone
 * @param standing what the code host said that they are, in the words of whoever asked it
 * @param asked when the code host was asked
 * @param began when they signed in
 * @param used when they were last seen, to the minute or so
 */
public record PageSession(String idHash, Person person, String standing, Instant asked, Instant began, Instant used) {}

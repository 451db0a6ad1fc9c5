package treewarden.forge;

import treewarden.domain.Person;

/**
 * A release that the code host shows of a repository: a tag with a title and notes.
 *
 * @param page where people read it
 */
public record CodeRelease(long id, String tag, Person author, String page) {}

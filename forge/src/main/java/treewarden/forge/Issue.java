package treewarden.forge;

import treewarden.domain.Person;

/**
 * An issue of a repository, which is no pull request.
 *
 * @param body untrusted text; empty where there is none
 */
public record Issue(int number, String title, String body, Person author, boolean open) {}

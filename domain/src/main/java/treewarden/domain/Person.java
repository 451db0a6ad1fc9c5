package treewarden.domain;

/**
 * Somebody with an account on the code host.
 *
 * @param id what identifies them: a login can be renamed and registered again by somebody else
 * @param login how they are addressed, for people to read; never compared
 */
public record Person(long id, String login) {}

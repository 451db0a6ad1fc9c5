package treewarden.forge;

import treewarden.domain.Person;

/**
 * Who we are on the code host.
 *
 * @param appId the App's id; check runs of ours carry it
 * @param bot the account that our comments are from: a comment is ours when its author has this id and it carries our
 *     marker, for anybody can paste a marker
 */
public record Identity(long appId, Person bot) {}

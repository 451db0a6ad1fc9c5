package treewarden.bot.effect;

import treewarden.forge.Identity;
import treewarden.forge.RepositoryForge;

/**
 * What a writer works with.
 *
 * @param forge the repository, fenced
 * @param self who we are there: only what is ours is rewritten
 * @param underway check runs that are half written
 */
record EffectContext(RepositoryForge forge, Identity self, Remembered remembered, Underway underway) {}

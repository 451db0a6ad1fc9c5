/**
 * What the bot does when something happens: one class per behaviour, and {@link treewarden.bot.handle.Handlers} lists
 * them. A behaviour names the work that an event calls for; the work itself reads everything again.
 */
@NullMarked
package treewarden.bot.handle;

import org.jspecify.annotations.NullMarked;

package treewarden.bot.handle;

import treewarden.forge.Event;

/** One behaviour of the bot. */
interface EventHandler {
    /** What the event calls for; {@link Followup#NOTHING} where it is none of this behaviour's. */
    Followup to(Event event);
}

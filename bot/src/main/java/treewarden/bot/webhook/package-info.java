/**
 * Where GitHub's deliveries arrive. Nothing is understood here: a delivery is bounded, authenticated, stored and
 * acknowledged, because GitHub sends it once and waits ten seconds.
 */
@NullMarked
package treewarden.bot.webhook;

import org.jspecify.annotations.NullMarked;

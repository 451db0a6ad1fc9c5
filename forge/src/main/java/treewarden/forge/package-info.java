/**
 * The port to the code host: what the bot may ask of it and tell it, and what its webhooks say.
 *
 * <p>Everything above speaks these types alone, so that nothing outside {@code treewarden.forge} knows GitHub. Each call
 * of the port is a fresh read or a single write; what can go wrong is a {@link treewarden.forge.ForgeException}, whose
 * kind says whether to ask again. What comes back is what the code host says, texts included: untrusted until checked
 * or escaped.
 */
@NullMarked
package treewarden.forge;

import org.jspecify.annotations.NullMarked;

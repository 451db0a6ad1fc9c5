/**
 * What GitHub says about itself decides here: our requests, the stand-in's answers and the stand-in's webhooks are held
 * against GitHub's OpenAPI descriptions, and our reading of events against GitHub's example payloads. Both are fetched
 * once into the user's cache folder; where they cannot be, the tests are skipped and say so.
 *
 * <p>A module of its own, since the validator brings some fifty libraries that nothing else should see.
 */
@NullMarked
package treewarden.contract;

import org.jspecify.annotations.NullMarked;

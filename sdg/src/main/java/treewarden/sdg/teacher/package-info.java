/**
 * The teacher: a model behind an OpenAI-compatible server, asked over HTTP.
 *
 * <p>The teacher has no tools, no secrets and no way to write anything; what it answers is text, and untrusted.
 */
@NullMarked
package treewarden.sdg.teacher;

import org.jspecify.annotations.NullMarked;

/** Releases of the community model: what is under way, what each held, how its candidate did, and what people do about it. */
@NullMarked
package treewarden.web.releases;

import org.jspecify.annotations.NullMarked;

/** The HTTP side of the service: routes in one place, health, and an orderly start and stop. */
@NullMarked
package treewarden.app.serve;

import org.jspecify.annotations.NullMarked;

/** Whether the outside is as the configuration says: asked by an operator before the service starts. */
@NullMarked
package treewarden.app.online;

import org.jspecify.annotations.NullMarked;

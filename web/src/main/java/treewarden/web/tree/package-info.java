/** The taxonomy as a tree: what is there, and where contributions are under way. */
@NullMarked
package treewarden.web.tree;

import org.jspecify.annotations.NullMarked;

/** The whole system on one machine, with contributions to look at: made by hand, or replayed from a real history. */
@NullMarked
package treewarden.app.demo;

import org.jspecify.annotations.NullMarked;

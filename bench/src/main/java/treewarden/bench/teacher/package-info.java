/** The stand-in teacher as a process of its own, so that what is measured shares neither heap nor threads with it. */
@NullMarked
package treewarden.bench.teacher;

import org.jspecify.annotations.NullMarked;

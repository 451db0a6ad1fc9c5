/** Jobs and the processes that run them: what is at work, what waits for what, what failed, and what people do about it. */
@NullMarked
package treewarden.web.runs;

import org.jspecify.annotations.NullMarked;

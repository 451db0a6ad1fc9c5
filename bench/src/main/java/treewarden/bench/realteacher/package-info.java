/** Whether our client and a server that nobody here wrote understand each other. */
@NullMarked
package treewarden.bench.realteacher;

import org.jspecify.annotations.NullMarked;

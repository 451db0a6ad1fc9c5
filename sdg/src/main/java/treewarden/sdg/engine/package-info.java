/**
 * The engine: runs pipelines over seeds, limited by the teacher alone.
 *
 * <p>One thread moves all rows; only the teacher's answers come from elsewhere, through a queue. A row moves on as soon
 * as its own question is answered, the questions of all work share one pool, and rows wait for each other only where a
 * block needs them all. Whichever answer comes first, the same answers give the same rows in the same order.
 */
@NullMarked
package treewarden.sdg.engine;

import org.jspecify.annotations.NullMarked;

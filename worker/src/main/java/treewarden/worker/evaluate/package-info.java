/**
 * Proves a candidate before it is published: holds questions out, looks for them among the rows to train on, serves the
 * models, asks them, has the answers judged, and says by a fixed rule whether the candidate may go on. It knows nothing
 * of jobs.
 */
@NullMarked
package treewarden.worker.evaluate;

import org.jspecify.annotations.NullMarked;

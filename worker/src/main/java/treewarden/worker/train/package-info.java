/**
 * The worker's side of the trainer: it is started as a process, a Slurm job or a Kubernetes job, in a folder of its own,
 * and outlives the worker. All that a later worker needs to take it up stands in that folder.
 */
@NullMarked
package treewarden.worker.train;

import org.jspecify.annotations.NullMarked;

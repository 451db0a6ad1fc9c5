/**
 * The Hugging Face Hub, written to by its protocol: a folder becomes a branch, is read back there, and appears on main
 * in one commit with a tag. Every step looks before it writes, so that a publish can be run again from any point.
 */
@NullMarked
package treewarden.worker.hub;

import org.jspecify.annotations.NullMarked;

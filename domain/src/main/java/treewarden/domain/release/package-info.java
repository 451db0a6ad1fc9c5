/**
 * The words of a release of the community model as records: what it is made of, how far it is, what its evaluation found
 * and what the gate said. A package of its own since no contribution needs them.
 */
@NullMarked
package treewarden.domain.release;

import org.jspecify.annotations.NullMarked;

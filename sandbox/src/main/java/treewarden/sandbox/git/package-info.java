/**
 * Content at commits: a bare git repository that is read and written as data, without a work tree and without the git
 * program. It writes what it is told, also trees that a real host would refuse, because hostile input is what it is for.
 */
@NullMarked
package treewarden.sandbox.git;

import org.jspecify.annotations.NullMarked;

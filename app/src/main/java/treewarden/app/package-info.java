/**
 * Treewarden as a program: the command line, the configuration, and the one page of wiring on which every part is made and
 * handed to those that need it. Everything else is a library that this package puts together.
 */
@NullMarked
package treewarden.app;

import org.jspecify.annotations.NullMarked;

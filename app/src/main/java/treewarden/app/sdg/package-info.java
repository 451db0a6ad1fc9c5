/** What data generation works with, opened from settings: those of the configuration file and those of the command line. */
@NullMarked
package treewarden.app.sdg;

import org.jspecify.annotations.NullMarked;

/** The operator's configuration: one YAML file, secrets beside it, every problem told at once with its line. */
@NullMarked
package treewarden.app.config;

import org.jspecify.annotations.NullMarked;

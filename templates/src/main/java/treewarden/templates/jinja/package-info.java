/**
 * The Jinja engine, in a sandbox: prompt and pipeline files of the InstructLab ecosystem are Jinja templates, so that
 * they run here unchanged.
 *
 * <p>A template comes from the operator; the values come from contributors and models and are data. A value is written
 * as it is and never rendered again, and a template sees nothing but values: it calls no method, reads no bean, imports
 * and includes nothing.
 */
@NullMarked
package treewarden.templates.jinja;

import org.jspecify.annotations.NullMarked;

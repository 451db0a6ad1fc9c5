/** How long a text is to a model: exactly, with the model's own tokenizer, or about. */
@NullMarked
package treewarden.sdg.token;

import org.jspecify.annotations.NullMarked;

/**
 * A stand-in for a teacher model: it speaks chat completions and completions, answers by small rules from what a prompt
 * asks for, and can be made slow, crowded or faulty. Its model name says that it is a stand-in, and so do its answers
 * and judgements. Equal prompts get equal answers.
 */
@NullMarked
package treewarden.sandbox.teacher;

import org.jspecify.annotations.NullMarked;

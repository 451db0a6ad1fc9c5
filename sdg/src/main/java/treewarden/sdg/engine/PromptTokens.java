package treewarden.sdg.engine;

import treewarden.sdg.teacher.Prompt;

/** Counts the tokens of a prompt. */
public interface PromptTokens {
    /** Characters over four. */
    PromptTokens ABOUT = new PromptTokens() {
        @Override
        public int of(Prompt prompt) {
            return prompt.tokens();
        }

        @Override
        public boolean exact() {
            return false;
        }
    };

    int of(Prompt prompt);

    /** Whether it counts as the teacher does. */
    boolean exact();
}

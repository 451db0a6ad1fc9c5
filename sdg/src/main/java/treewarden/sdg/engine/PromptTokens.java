package treewarden.sdg.engine;

import treewarden.sdg.teacher.Prompt;
import treewarden.sdg.token.Tokens;

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

    /** What a server's chat template adds at most: the signs of two roles, of the beginning and of the answer. */
    int TEMPLATE = 24;

    /** Counted with a tokenizer, and with room for the signs of the chat template. */
    static PromptTokens with(Tokens tokens) {
        return new PromptTokens() {
            @Override
            public int of(Prompt prompt) {
                return tokens.count(prompt.system()) + tokens.count(prompt.user()) + TEMPLATE;
            }

            @Override
            public boolean exact() {
                return tokens.exact();
            }
        };
    }

    int of(Prompt prompt);

    /** Whether it counts as the teacher does. */
    boolean exact();
}

package treewarden.sdg.block;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.sdg.teacher.Prompt;
import treewarden.templates.jinja.JinjaException;
import treewarden.templates.jinja.JinjaTemplate;

/**
 * What a pipeline puts around its prompts ({@code model_prompt}). Most put the signs of a chat template there, for the
 * days when servers only completed text; the server puts its model's own, so that those are left out. Plain words around
 * {@code {{ prompt }}} are kept.
 *
 * @param template null where there is nothing around a prompt
 */
record Wrapping(@Nullable JinjaTemplate template) {
    private static final String KEY = "model_prompt";

    private static final Map<String, Object> GIVEN = Map.of("prompt", "", "add_generation_prompt", true);

    static Wrapping read(BlockConfig config) {
        var text = config.text(KEY, "");
        boolean isChatTemplate =
                text.contains("messages") || !ChatTokens.asText(text).equals(text);
        if (isChatTemplate || !text.contains("{{")) {
            return new Wrapping(null);
        }
        try {
            var template = JinjaTemplate.of(KEY, text);
            for (var variable : template.required()) {
                if (!GIVEN.containsKey(variable)) {
                    config.wants(KEY, "a template of {{ prompt }} alone; it asks for " + Printable.quoted(variable));
                }
            }
            return new Wrapping(template);
        } catch (JinjaException e) {
            config.wants(KEY, "a Jinja template: " + e.getMessage());
            return new Wrapping(null);
        }
    }

    Prompt around(Prompt prompt) {
        if (template == null) {
            return prompt;
        }
        var given = new HashMap<>(GIVEN);
        given.put("prompt", prompt.whole());
        return new Prompt("", template.render(given).strip());
    }
}

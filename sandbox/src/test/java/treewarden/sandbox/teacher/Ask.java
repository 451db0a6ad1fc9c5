package treewarden.sandbox.teacher;

import treewarden.sandbox.Http;
import treewarden.sandbox.http.Json;

/** Asks a stand-in teacher over HTTP, and reads tagged answers as a pipeline does. */
final class Ask {

    private final Http http;

    Ask(StandInTeacher teacher) {
        this.http = Http.at(teacher.url()).with("Content-Type", "application/json");
    }

    String chat(String prompt) {
        var reply = http.post("/chat/completions", body(prompt));
        return reply.json().at("/choices/0/message/content").asText();
    }

    static String body(String prompt) {
        var body = Json.object().put("model", TeacherOptions.MODEL).put("temperature", 0);
        body.putArray("messages").addObject().put("role", "user").put("content", prompt);
        return body.toString();
    }

    static String prompts(int answers, String... prompts) {
        var body = Json.object()
                .put("model", TeacherOptions.MODEL)
                .put("n", answers)
                .put("max_tokens", 4096);
        body.set("prompt", Json.strings(java.util.List.of(prompts)));
        return body.toString();
    }

    static java.util.List<String> tagged(String answer, String name) {
        return java.util.regex.Pattern.compile(
                        "\\[Start of " + name + "\\](.*?)\\[End of " + name + "\\]", java.util.regex.Pattern.DOTALL)
                .matcher(answer)
                .results()
                .map(found -> found.group(1).strip())
                .toList();
    }
}

package treewarden.web.comment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;

/**
 * Markdown as the code host shows it in comments. Raw HTML is text but for {@link FoldingTags}, addresses are of the web
 * or nothing, an image is its words, since a page loads nothing foreign.
 */
final class RenderMarkdown {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create());

    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .sanitizeUrls(true)
            .urlSanitizer(new OfTheWeb())
            .softbreak("<br>\n")
            .attributeProviderFactory(context -> RenderMarkdown::sayNothingOfUs)
            .nodeRendererFactory(RawHtml::new)
            .nodeRendererFactory(Pictures::new)
            .build();

    private RenderMarkdown() {}

    /** HTML that is safe in a page. */
    static String html(String markdown) {
        return FoldingTags.balance(RENDERER.render(PARSER.parse(markdown)));
    }

    private static void sayNothingOfUs(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Link) {
            attributes.put("rel", "nofollow noreferrer");
        }
    }

    /** An address without a scheme would be one of ours, which nobody on the code host can have meant. */
    private static final class OfTheWeb implements UrlSanitizer {
        private static final Pattern OF_THE_WEB = Pattern.compile("(https?://|mailto:).*", Pattern.CASE_INSENSITIVE);

        @Override
        public String sanitizeLinkUrl(String url) {
            return OF_THE_WEB.matcher(url).matches() ? url : "";
        }

        @Override
        public String sanitizeImageUrl(String url) {
            return sanitizeLinkUrl(url);
        }
    }

    private record RawHtml(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(HtmlBlock.class, HtmlInline.class);
        }

        @Override
        public void render(Node node) {
            var literal = node instanceof HtmlBlock block ? block.getLiteral() : ((HtmlInline) node).getLiteral();
            context.getWriter().raw(FoldingTags.clean(literal));
        }
    }

    private record Pictures(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Image.class);
        }

        @Override
        public void render(Node image) {
            for (var child = image.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
        }
    }
}

package treewarden.templates.jinja;

import com.hubspot.jinjava.el.TypeConvertingMapELResolver;
import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.el.ext.JinjavaListELResolver;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.util.ForLoop;
import jinjava.javax.el.ArrayELResolver;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.MethodNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * What an expression of a template can reach: entries of maps, items of lists, and where a loop is. There is no resolver
 * for beans, so that no property of another Java object is read, and the only methods ever called are those by which the
 * engine runs its own filters and tests.
 */
final class DataOnly extends CompositeELResolver {
    private final JinjavaBeanELResolver engine = new JinjavaBeanELResolver(true);

    DataOnly() {
        add(new ArrayELResolver(true));
        add(new TypeConvertingMapELResolver(true));
        add(new JinjavaListELResolver(true));
    }

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
        if (base instanceof ForLoop loop) {
            var value = of(loop, String.valueOf(property));
            if (value != null) {
                context.setPropertyResolved(true);
                return value;
            }
        }
        return super.getValue(context, base, property);
    }

    private static @Nullable Object of(ForLoop loop, String property) {
        return switch (property) {
            case "index" -> loop.getIndex();
            case "index0" -> loop.getIndex0();
            case "revindex" -> loop.getRevindex();
            case "revindex0" -> loop.getRevindex0();
            case "first" -> loop.isFirst();
            case "last" -> loop.isLast();
            case "length" -> loop.getLength();
            default -> null;
        };
    }

    @Override
    public @Nullable Object invoke(
            ELContext context,
            @Nullable Object base,
            @Nullable Object method,
            Class<?> @Nullable [] types,
            Object @Nullable [] arguments) {
        if (base instanceof Filter || base instanceof ExpTest) {
            return engine.invoke(context, base, method, types, arguments);
        }
        throw new MethodNotFoundException("a template must not call the method " + method);
    }
}

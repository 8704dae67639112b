package io.kagami.mirror.metrics.mirrormaker;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;

/**
 * What all beans of one kind have in common.
 *
 * @param attributes by name
 * @param info the same, for JMX
 */
record BeanShape<T>(Map<String, BeanAttribute<T>> attributes, MBeanInfo info) {

    static <T> BeanShape<T> of(List<BeanAttribute<T>> attributes) {
        MBeanAttributeInfo[] infos = attributes.stream()
                .map(each ->
                        new MBeanAttributeInfo(each.name(), double.class.getName(), each.meaning(), true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new BeanShape<>(
                attributes.stream().collect(Collectors.toUnmodifiableMap(BeanAttribute::name, Function.identity())),
                new MBeanInfo(FiguresBean.class.getName(), "Figures of a mirror", infos, null, null, null));
    }
}

"""How a branch of the asset tree looks: icon, title, quiet detail, trouble and count at the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.assets.branches import Role
from app.shared.chips import MARK, paint_mark, severity_chip
from app.shared.fonts import text_font
from app.shared.theme import Theme
from domain.assets.tree import Branch, Level
from domain.words import Severity

ICONS = {Level.CUSTOMER: "building-2", Level.SITE: "map-pin", Level.ASSET: "package"}
ICON = 16
SIDE = 8
GAP = 7


class BranchDelegate(QStyledItemDelegate):
    """Paints a branch from the theme's tokens."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, self._theme.current().row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        branch = index.data(Role.BRANCH)
        if not isinstance(branch, Branch):
            return
        rect = option.rect
        self._paint_ground(painter, rect, option.state)
        inner = rect.adjusted(2, 0, -SIDE, 0)
        icon = self._theme.icon(ICONS[branch.key.level])
        icon.paint(painter, QRect(inner.left(), rect.center().y() - ICON // 2 + 1, ICON, ICON))
        inner.setLeft(inner.left() + ICON + GAP)
        inner.setRight(self._paint_right(painter, inner, branch, index.data(Role.TROUBLE)))
        self._paint_words(painter, inner, branch)

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        tokens = self._theme.current()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(tokens.hover))

    def _paint_right(self, painter: QPainter, inner: QRect, branch: Branch, trouble: Severity | None) -> int:
        """Count and mark; returns where the words must end."""
        tokens = self._theme.current()
        right = inner.right()
        if branch.assets:
            font = text_font(tokens.sizes.small, tabular=True)
            painter.setFont(font)
            painter.setPen(QColor(tokens.text_faint))
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(branch.assets))
            right -= QFontMetrics(font).horizontalAdvance(str(branch.assets)) + GAP
        if trouble is not None:
            painter.save()
            paint_mark(
                painter,
                QRectF(right - MARK, inner.center().y() - MARK / 2 + 1, MARK, MARK),
                severity_chip(Severity(trouble)),
                tokens,
            )
            painter.restore()
            right -= MARK + GAP
        return right

    def _paint_words(self, painter: QPainter, inner: QRect, branch: Branch) -> None:
        tokens = self._theme.current()
        strong = branch.key.level is Level.CUSTOMER
        font = text_font(tokens.sizes.font, QFont.Weight.Medium if strong else QFont.Weight.Normal)
        title = QFontMetrics(font).elidedText(branch.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        used = QFontMetrics(font).horizontalAdvance(title) + SIDE
        if inner.width() - used > ICON * 2:
            small = text_font(tokens.sizes.small)
            rest = inner.adjusted(used, 0, 0, 0)
            painter.setFont(small)
            painter.setPen(QColor(tokens.text_faint))
            detail = QFontMetrics(small).elidedText(branch.detail, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, detail)

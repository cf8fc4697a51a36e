"""Paints what lies under the marks: tiles or outlines, a grid of degrees, names of towns, the scale bar."""

from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QTransform

from app.dispatch.board.typeface import Face
from app.dispatch.map.colours import MapColours
from app.dispatch.map.mercator import NORTH, View, round_length, to_degrees, to_world
from app.dispatch.map.outlines import Outlines
from app.dispatch.map.tiles import TileCache, TileFile, wanted
from domain.language import tr

STEPS = (60, 30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01)
GRID = 110.0
BAR = 120.0
TOWN = 2.0
TOWN_ROOM = 26
"""Pixels that the name of a town needs around it."""
CORNER = 12
SCALE_HEIGHT = 36
KILOMETRE = 1000


class GroundPainter:
    """Paints the ground of a view."""

    def __init__(self) -> None:
        self.outlines = Outlines()
        self.file: TileFile | None = None
        self.tiles = TileCache()
        self._words = Face(11)

    def show_tiles(self, file: TileFile | None) -> None:
        """From now on the tiles of this file, or none."""
        self.file = file
        self.tiles = TileCache()

    def paint(self, painter: QPainter, view: View, colours: MapColours) -> None:
        """All of it but the scale bar, which lies over the marks."""
        painter.fillRect(QRectF(0, 0, view.width, view.height), colours.sea if self.outlines.has_land else colours.land)
        self._outlines(painter, view, colours)
        if self.file is not None:
            self._tiles(painter, view, self.file)
        else:
            self._grid(painter, view, colours)
            self._towns(painter, view, colours)

    def scale_bar(self, painter: QPainter, view: View, colours: MapColours) -> None:
        """How long so many pixels are; on the right side at the bottom, with whose tiles these are."""
        metres = round_length(BAR * view.metres_per_pixel())
        width = metres / view.metres_per_pixel()
        words = tr("{length} km", length=f"{metres / KILOMETRE:g}")
        if metres < KILOMETRE:
            words = tr("{length} m", length=f"{metres:g}")
        right, base = view.width - CORNER, view.height - CORNER
        painter.setPen(QPen(colours.halo, 5))
        painter.drawLine(QPointF(right - width, base), QPointF(right, base))
        painter.setPen(QPen(colours.text, 2))
        for line in ((right - width, base, right, base), (right - width, base - 4, right - width, base)):
            painter.drawLine(QPointF(*line[:2]), QPointF(*line[2:]))
        painter.drawLine(QPointF(right, base - 4), QPointF(right, base))
        self._name(painter, right - self._words.width(words), base - 9, words, colours)
        if self.file is not None and self.file.attribution:
            told = self._words.cut(self.file.attribution, view.width / 2)
            self._name(painter, right - width - 16 - self._words.width(told), base, told, colours)

    def _outlines(self, painter: QPainter, view: View, colours: MapColours) -> None:
        painter.save()
        transform = QTransform.fromTranslate(view.width / 2, view.height / 2)
        transform.scale(view.scale, view.scale)
        transform.translate(-view.x, -view.y)
        painter.setTransform(transform, True)
        pen = QPen(colours.border, 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        land, water = QBrush(colours.land), QBrush(colours.sea)
        bounds, zoom = view.bounds, view.zoom
        for ring in self.outlines.rings:
            if not ring.meets(bounds):
                continue
            shape = ring.at(zoom)
            if ring.closed:
                painter.setBrush(water if ring.hole else land)
                painter.drawPolygon(shape)
            else:
                painter.drawPolyline(shape)
        painter.restore()

    def _tiles(self, painter: QPainter, view: View, file: TileFile) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for key in wanted(file, view):
            found = self.tiles.found(key)
            if found is None:
                continue
            picture, (kept_level, kept_column, kept_row) = found
            level, column, row = key
            parts = 2 ** (level - kept_level)
            size = picture.width() / parts
            source = QRectF((column - kept_column * parts) * size, (row - kept_row * parts) * size, size, size)
            left, top = view.pixel(column / 2**level, row / 2**level)
            right, bottom = view.pixel((column + 1) / 2**level, (row + 1) / 2**level)
            target = QRectF(floor(left), floor(top), ceil(right) - floor(left), ceil(bottom) - floor(top))
            painter.drawPixmap(target, picture, source)

    def _grid(self, painter: QPainter, view: View, colours: MapColours) -> None:
        per_degree = view.scale / 360
        step = next((each for each in reversed(STEPS) if each * per_degree >= GRID), STEPS[0])
        left, top, right, bottom = view.bounds
        painter.setPen(QPen(colours.grid, 1))
        (north, west), (south, east) = to_degrees(left, top), to_degrees(right, bottom)
        for number in range(ceil(max(-180.0, west) / step), floor(min(180.0, east) / step) + 1):
            x = round(view.pixel(*to_world(0, number * step))[0]) + 0.5
            painter.drawLine(QPointF(x, 0), QPointF(x, view.height))
        for number in range(ceil(max(-NORTH, south) / step), floor(min(NORTH, north) / step) + 1):
            y = round(view.pixel(*to_world(number * step, 0))[1]) + 0.5
            painter.drawLine(QPointF(0, y), QPointF(view.width, y))

    def _towns(self, painter: QPainter, view: View, colours: MapColours) -> None:
        """The largest first, as far as there is room beside the scale bar."""
        corner = BAR + 2 * CORNER
        taken = [QRectF(view.width - corner, view.height - SCALE_HEIGHT, corner, SCALE_HEIGHT)]
        left, top, right, bottom = view.bounds
        most = round(view.zoom) + 1
        for town in self.outlines.towns:
            if town.rank > most:
                break
            if not (left <= town.x <= right and top <= town.y <= bottom):
                continue
            x, y = view.pixel(town.x, town.y)
            room = QRectF(x - 4, y - TOWN_ROOM / 2, self._words.width(town.name) + 16, TOWN_ROOM)
            if any(room.intersects(other) for other in taken):
                continue
            taken.append(room)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.muted)
            painter.drawEllipse(QPointF(x, y), TOWN, TOWN)
            painter.setPen(colours.muted)
            self._words.write(painter, x + 6, y + 4, town.name)

    def _name(self, painter: QPainter, left: float, base: float, words: str, colours: MapColours) -> None:
        """Words with a halo, so that they can be read over anything."""
        painter.setPen(colours.halo)
        for across, down in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            self._words.write(painter, left + across, base + down, words)
        painter.setPen(colours.text)
        self._words.write(painter, left, base, words)

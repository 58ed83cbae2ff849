"""OpenCV, as far as programs that look at pictures use it: arrays of rows, columns and blue, green, red."""

from _shim import missing as _missing
from cv2._channels import copyMakeBorder, hconcat, merge, split, vconcat
from cv2._color import cvtColor
from cv2._constants import *  # noqa: F403 - some hundred numbers by their names
from cv2._constants import __version__, error
from cv2._drawing import (
    arrowedLine,
    circle,
    drawContours,
    ellipse,
    fillConvexPoly,
    fillPoly,
    getTextSize,
    line,
    polylines,
    putText,
    rectangle,
)
from cv2._filters import Canny, GaussianBlur, Laplacian, Sobel, blur, boxFilter, filter2D, medianBlur
from cv2._geometry import flip, getRotationMatrix2D, resize, rotate, transpose, warpAffine
from cv2._morphology import dilate, erode, getStructuringElement, morphologyEx
from cv2._pictures import destroyAllWindows, imdecode, imencode, imread, imshow, imwrite, waitKey
from cv2._regions import (
    approxPolyDP,
    arcLength,
    boundingRect,
    connectedComponents,
    connectedComponentsWithStats,
    contourArea,
    countNonZero,
    findContours,
    mean,
    minMaxLoc,
    moments,
)
from cv2._values import (
    LUT,
    absdiff,
    adaptiveThreshold,
    add,
    addWeighted,
    bitwise_and,
    bitwise_not,
    bitwise_or,
    bitwise_xor,
    convertScaleAbs,
    createCLAHE,
    equalizeHist,
    inRange,
    multiply,
    normalize,
    subtract,
    threshold,
)

__getattr__ = _missing("cv2")
